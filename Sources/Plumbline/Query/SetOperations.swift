// Conditions have their own forms of these, which stay conditions.
extension VectorExpression {
    /// The series that the other side has too: `this and other`.
    public func and(_ other: some VectorExpression<Labels, some Dimension>) -> Query<Labels, D> {
        query.combined(.and, other.query)
    }

    /// The series that have a partner by the labels spelled out: `this and on (…) other`.
    public func and<L, E>(_ other: Matched<L, E>) -> Query<Labels, D> {
        query.combined(.and, other.right, other.modifier)
    }

    /// These series, and those of the other side that have no partner here: `this or other`.
    public func or(_ other: some VectorExpression<Labels, D>) -> Query<Labels, D> {
        query.combined(.or, other.query)
    }

    /// These series, and those of the other side that have no partner by the labels spelled out: `this or on (…) other`.
    public func or<L>(_ other: Matched<L, D>) -> Query<Labels, D> {
        query.combined(.or, other.right, other.modifier)
    }

    /// The series that the other side does not have: `this unless other`.
    public func unless(_ other: some VectorExpression<Labels, some Dimension>) -> Query<Labels, D> {
        query.combined(.unless, other.query)
    }

    /// The series without a partner by the labels spelled out: `this unless on (…) other`.
    public func unless<L, E>(_ other: Matched<L, E>) -> Query<Labels, D> {
        query.combined(.unless, other.right, other.modifier)
    }
}
