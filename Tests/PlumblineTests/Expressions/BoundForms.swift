/// Prints, for each number of the input, the texts that clients write for it as a bucket's bound.
///
/// Python's own are made by Python. Those of other languages follow the rules of their number formatting, on the shortest
/// digits that read back as the number, which all of them use.
enum BoundForms {
    static let script = #"""
        import sys

        from prometheus_client.utils import floatToGoString


        def parts(number):
            """The shortest digits d1…dn and the power p with number = d1.d2…dn × 10^p."""
            tried = (format(number, f".{precision}e") for precision in range(17))
            mantissa, _, power = next(text for text in tried if float(text) == number).partition("e")
            return mantissa.replace(".", "").rstrip("0") or "0", int(power)


        def plain(digits, power):
            if power < 0:
                return "0." + "0" * (-power - 1) + digits
            whole = digits[: power + 1].ljust(power + 1, "0")
            return whole + ("." + digits[power + 1 :] if len(digits) > power + 1 else "")


        def point(text):
            return text if "." in text else text + ".0"


        def scientific(digits, power, always_point, mark, pad):
            mantissa = digits[0] + ("." + digits[1:] if len(digits) > 1 else ".0" if always_point else "")
            if not pad:
                return f"{mantissa}{mark}{power}"
            return f"{mantissa}{mark}{'-' if power < 0 else '+'}{abs(power):02}"


        def javascript(digits, power):
            """ECMA-262, Number::toString."""
            if -6 <= power < 21:
                return plain(digits, power)
            return scientific(digits, power, False, "e", False).replace("e", "e+" if power > 0 else "e")


        def forms(number):
            digits, power = parts(number)
            if number == 0:
                return {"0", "0.0"}
            texts = {repr(number)}
            # %g is of the number only where its digits are enough.
            texts |= {text for text in ("%g" % number, "%.16g" % number) if float(text) == number}
            # Go's strconv.FormatFloat(f, 'g', -1, 64), as client_golang writes it; OpenMetrics and Prometheus 3 add ".0".
            go = plain(digits, power) if -4 <= power < 6 else scientific(digits, power, False, "e", True)
            texts |= {go, go if "e" in go else point(go)}
            # 'f', as OTLP's bounds become labels; also Rust's Display.
            texts.add(plain(digits, power))
            # Java's Double.toString; also with an exponent from a million on, as other formatters of the JVM have it.
            texts.add(point(plain(digits, power)) if -3 <= power < 7 else scientific(digits, power, True, "E", False))
            if power >= 6:
                texts.add(scientific(digits, power, True, "E", False))
            # Rust's ryu, and dtoa, which is plain for longer.
            texts.add(point(plain(digits, power)) if -5 <= power < 16 else scientific(digits, power, False, "e", False))
            if power < 21 and power >= 0:
                texts.add(point(plain(digits, power)))
            texts.add(javascript(digits, power))
            # .NET's Double.ToString("R").
            texts.add(plain(digits, power) if -5 <= power < 15 else scientific(digits, power, False, "E", True))
            # Ruby's Float#to_s.
            texts.add(point(plain(digits, power)) if -4 <= power < 16 else scientific(digits, power, True, "e", True))
            # Python's client.
            texts.add(floatToGoString(number))
            return texts


        for line in sys.stdin:
            texts = forms(float(line))
            for text in texts:
                assert float(text) == float(line), (text, line)
            print(" ".join(sorted(texts)))
        """#
}
