package dev.sagfleet.controller.memory;

import java.util.Comparator;

/** Texts in the order of their bytes in UTF-8, as a database compares them; so every store lists in the same order. */
enum TextOrder implements Comparator<String> {
    BY_BYTES;

    @Override
    public int compare(String one, String other) {
        if (one.equals(other)) {
            return 0;
        }
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char first = one.charAt(i);
            char second = other.charAt(i);
            if (first != second) {
                return Integer.compare(rank(first), rank(second));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /** Half of a pair stands for a code point beyond all that one char can be. */
    private static int rank(char letter) {
        return Character.isSurrogate(letter) ? letter + Character.MAX_VALUE : letter;
    }
}
