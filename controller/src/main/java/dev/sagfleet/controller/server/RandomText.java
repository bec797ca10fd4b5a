package dev.sagfleet.controller.server;

import java.util.random.RandomGenerator;

/**
 * Draws texts of letters and digits: each character by itself, any of the alphabet as likely as another.
 *
 * @param random whose numbers nobody can guess, if nobody is to guess the texts
 */
record RandomText(RandomGenerator random, String alphabet) {
    static final String LOWER_CASE_AND_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
    static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    String draw(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
