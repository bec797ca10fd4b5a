package dev.sagfleet.controller.rolloutfile;

import dev.sagfleet.agent.protocol.Bandwidth;
import dev.sagfleet.controller.document.YamlValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates as people write them: {@code 400 Mbit/s}. */
public final class RateText {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?([kKMG]bit/s)");
    private static final long KILOBIT = 1_000;
    private static final long MEGABIT = 1_000_000;
    private static final long GIGABIT = 1_000_000_000;

    static Optional<Bandwidth> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit =
                switch (matcher.group(2)) {
                    case "Gbit/s" -> GIGABIT;
                    case "Mbit/s" -> MEGABIT;
                    default -> KILOBIT;
                };
        try {
            BigDecimal bits = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
            return Optional.of(new Bandwidth(bits.longValueExact()));
        } catch (ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Bandwidth read(YamlValue value) {
        return value.choice(RateText::parse, "a rate from 1 kbit/s to 100 Gbit/s, as 400 Mbit/s");
    }

    /** In Mbit/s if it is a whole number of them, else in kbit/s. */
    public static String of(Bandwidth rate) {
        long bits = rate.bitsPerSecond();
        return bits % MEGABIT == 0 ? bits / MEGABIT + " Mbit/s" : bits / KILOBIT + " kbit/s";
    }

    private RateText() {}
}
