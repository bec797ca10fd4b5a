package dev.sagfleet.controller.accessfile;

import java.util.regex.Pattern;

/** What access keys look like, whoever made them up. */
public final class KeyText {
    public static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    public static final String ID_FORM = "1 to 128 letters, digits, . _ and -";

    public static final Pattern SECRET = Pattern.compile("[!-~]{8,128}");

    public static final String SECRET_FORM = "8 to 128 visible characters of ASCII";

    private KeyText() {}
}
