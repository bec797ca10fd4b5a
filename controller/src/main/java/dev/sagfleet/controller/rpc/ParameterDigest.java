package dev.sagfleet.controller.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.SortedMap;

/** What a request asks for, as a hash that says whether two requests ask for the same. */
final class ParameterDigest {
    /** The parameters of the convention, which differ from one sending of a request to the next. */
    static final List<String> NOT_DIGESTED = List.of(
            "AccessKeyId",
            "Action",
            "BearerToken",
            "ClientToken",
            "Format",
            "SecurityToken",
            "Signature",
            "SignatureMethod",
            "SignatureNonce",
            "SignatureType",
            "SignatureVersion",
            "Timestamp",
            "Version");

    private ParameterDigest() {}

    /** The digest in hex. Lengths stand before the texts, so that no two requests can be told as one. */
    static String of(SortedMap<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            if (!value.isEmpty() && !NOT_DIGESTED.contains(name)) {
                text.append(name.length()).append(':').append(name);
                text.append(value.length()).append(':').append(value);
            }
        });
        return Digests.sha256Hex(text.toString().getBytes(UTF_8));
    }
}
