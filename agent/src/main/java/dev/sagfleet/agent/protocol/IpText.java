package dev.sagfleet.agent.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IP addresses in their one canonical text: dotted decimal, or that of RFC 5952, without brackets. An IPv4-mapped
 * IPv6 address is its IPv4 address, which is where a connection to it goes.
 */
final class IpText {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    private static final Pattern WORD = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int WORDS = 8;
    private static final int LENGTH_MAX = 45;

    /** The same address in its canonical text, or nothing if the text is no address. */
    static Optional<String> canonical(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        return text.indexOf(':') < 0
                ? Optional.of(text).filter(other -> IPV4.matcher(other).matches())
                : words(text).map(IpText::format);
    }

    private static Optional<List<Integer>> words(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return listedWords(text, true).filter(words -> words.size() == WORDS);
        }
        Optional<List<Integer>> head = listedWords(text.substring(0, gap), false);
        Optional<List<Integer>> tail = listedWords(text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty() || head.get().size() + tail.get().size() >= WORDS) {
            return Optional.empty();
        }
        List<Integer> words = new ArrayList<>(head.get());
        while (words.size() + tail.get().size() < WORDS) {
            words.add(0);
        }
        words.addAll(tail.get());
        return Optional.of(words);
    }

    /** The words between colons; the last part of an address may be an IPv4 address in place of two words. */
    private static Optional<List<Integer>> listedWords(String text, boolean isEnd) {
        List<Integer> words = new ArrayList<>();
        String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            Matcher ipv4 = IPV4.matcher(parts[i]);
            if (WORD.matcher(parts[i]).matches()) {
                words.add(Integer.parseInt(parts[i], 16));
            } else if (isEnd && i == parts.length - 1 && ipv4.matches()) {
                words.add(twoOctets(ipv4.group(1), ipv4.group(2)));
                words.add(twoOctets(ipv4.group(3), ipv4.group(4)));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(words);
    }

    private static int twoOctets(String high, String low) {
        return (Integer.parseInt(high) << 8) | Integer.parseInt(low);
    }

    private static String format(List<Integer> words) {
        if (words.subList(0, 6).equals(List.of(0, 0, 0, 0, 0, 0xffff))) {
            int high = words.get(6);
            int low = words.get(7);
            return (high >> 8) + "." + (high & 0xff) + '.' + (low >> 8) + '.' + (low & 0xff);
        }
        int gap = 0;
        int gapWords = 1;
        for (int start = 0; start < WORDS; start++) {
            if (zeros(words, start) > gapWords) {
                gap = start;
                gapWords = zeros(words, start);
            }
        }
        return gapWords == 1
                ? join(words)
                : join(words.subList(0, gap)) + "::" + join(words.subList(gap + gapWords, WORDS));
    }

    private static int zeros(List<Integer> words, int start) {
        int end = start;
        while (end < WORDS && words.get(end) == 0) {
            end++;
        }
        return end - start;
    }

    private static String join(List<Integer> words) {
        return String.join(":", words.stream().map(Integer::toHexString).toList());
    }

    private IpText() {}
}
