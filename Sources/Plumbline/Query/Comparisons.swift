extension VectorExpression {
    /// The series whose value is greater than the amount: `left > 5`.
    public static func > (left: Self, right: Quantity<D>) -> Condition<Labels, D> {
        left.query.compared(.greater, right)
    }

    /// The series whose value is greater than that of the right series of equal labels: `left > right`.
    public static func > <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Condition<Labels, D> {
        left.query.compared(.greater, right.query)
    }

    /// The series whose value is greater than that of its partner: `left > on (…) right`.
    public static func > <L>(left: Self, right: Matched<L, D>) -> Condition<Labels, D> {
        left.query.compared(.greater, right.right, right.modifier)
    }

    /// The series whose value is less than the amount: `left < 5`.
    public static func < (left: Self, right: Quantity<D>) -> Condition<Labels, D> {
        left.query.compared(.less, right)
    }

    /// The series whose value is less than that of the right series of equal labels: `left < right`.
    public static func < <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Condition<Labels, D> {
        left.query.compared(.less, right.query)
    }

    /// The series whose value is less than that of its partner: `left < on (…) right`.
    public static func < <L>(left: Self, right: Matched<L, D>) -> Condition<Labels, D> {
        left.query.compared(.less, right.right, right.modifier)
    }

    /// The series whose value is at least the amount: `left >= 5`.
    public static func >= (left: Self, right: Quantity<D>) -> Condition<Labels, D> {
        left.query.compared(.greaterOrEqual, right)
    }

    /// The series whose value is at least that of the right series of equal labels: `left >= right`.
    public static func >= <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Condition<Labels, D> {
        left.query.compared(.greaterOrEqual, right.query)
    }

    /// The series whose value is at least that of its partner: `left >= on (…) right`.
    public static func >= <L>(left: Self, right: Matched<L, D>) -> Condition<Labels, D> {
        left.query.compared(.greaterOrEqual, right.right, right.modifier)
    }

    /// The series whose value is at most the amount: `left <= 5`.
    public static func <= (left: Self, right: Quantity<D>) -> Condition<Labels, D> {
        left.query.compared(.lessOrEqual, right)
    }

    /// The series whose value is at most that of the right series of equal labels: `left <= right`.
    public static func <= <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Condition<Labels, D> {
        left.query.compared(.lessOrEqual, right.query)
    }

    /// The series whose value is at most that of its partner: `left <= on (…) right`.
    public static func <= <L>(left: Self, right: Matched<L, D>) -> Condition<Labels, D> {
        left.query.compared(.lessOrEqual, right.right, right.modifier)
    }

    /// The series whose value is exactly the amount: `left == 5`.
    public static func == (left: Self, right: Quantity<D>) -> Condition<Labels, D> {
        left.query.compared(.equal, right)
    }

    /// The series whose value is exactly that of the right series of equal labels: `left == right`.
    public static func == <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Condition<Labels, D> {
        left.query.compared(.equal, right.query)
    }

    /// The series whose value is exactly that of its partner: `left == on (…) right`.
    public static func == <L>(left: Self, right: Matched<L, D>) -> Condition<Labels, D> {
        left.query.compared(.equal, right.right, right.modifier)
    }

    /// The series whose value is anything but the amount: `left != 5`.
    public static func != (left: Self, right: Quantity<D>) -> Condition<Labels, D> {
        left.query.compared(.unequal, right)
    }

    /// The series whose value is anything but that of the right series of equal labels: `left != right`.
    public static func != <R: VectorExpression<Labels, D>>(left: Self, right: R) -> Condition<Labels, D> {
        left.query.compared(.unequal, right.query)
    }

    /// The series whose value is anything but that of its partner: `left != on (…) right`.
    public static func != <L>(left: Self, right: Matched<L, D>) -> Condition<Labels, D> {
        left.query.compared(.unequal, right.right, right.modifier)
    }
}
