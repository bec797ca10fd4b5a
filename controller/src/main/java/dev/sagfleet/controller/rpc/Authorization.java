package dev.sagfleet.controller.rpc;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of signature v3 says:
 * {@code ACS3-HMAC-SHA256 Credential=<access key id>,SignedHeaders=<a;b>,Signature=<hex>}.
 *
 * @param signedHeaders names of the headers under the signature, sorted, none twice
 */
record Authorization(String accessKeyId, List<String> signedHeaders, String signature) {
    static final String ALGORITHM = "ACS3-HMAC-SHA256";

    private static final String HEADER = "authorization";
    private static final String FAMILY = "ACS3-";

    /** Visible ASCII without the comma. Written as ranges, which a pattern looks up in a table. */
    private static final String VALUE = "([!-+\\--~]+)";

    private static final Pattern FORM = Pattern.compile(
            ALGORITHM + " +Credential=" + VALUE + ", *SignedHeaders=" + VALUE + ", *Signature=" + VALUE);

    Authorization {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** Whether a call is signed in the header, with whatever algorithm. */
    static boolean isIn(HttpCall call) {
        return call.header(HEADER).filter(value -> value.startsWith(FAMILY)).isPresent();
    }

    /**
     * The authorization of a call that has one.
     *
     * @throws ApiException if it is malformed, names a header twice, or is made with another algorithm
     */
    static Authorization read(HttpCall call) {
        String value = call.header(HEADER).orElse("");
        String algorithm = value.split(" ", 2)[0];
        if (!algorithm.equals(ALGORITHM)) {
            throw GatewayError.INVALID_SIGNATURE_METHOD.exception("found " + algorithm + ", required " + ALGORITHM);
        }
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw GatewayError.INCOMPLETE_SIGNATURE.exception(
                    "required Authorization: " + ALGORITHM + " Credential=...,SignedHeaders=...,Signature=...");
        }
        List<String> names = List.of(form.group(2).split(";", -1));
        TreeSet<String> sorted = new TreeSet<>(names);
        if (sorted.size() != names.size()) {
            throw GatewayError.INCOMPLETE_SIGNATURE.exception("found a header twice among the signed ones");
        }
        return new Authorization(form.group(1), List.copyOf(sorted), form.group(3));
    }
}
