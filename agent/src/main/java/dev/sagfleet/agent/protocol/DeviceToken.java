package dev.sagfleet.agent.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a device shows in the {@code Authorization} header of its upgrade request, to prove that it has
 * its key without sending it.
 *
 * <p>The header is {@code SAG-HMAC-SHA256 Serial=<serial>, Timestamp=<seconds since 1970>,
 * Nonce=<16 to 64 of A-Z a-z 0-9 _ ->, Signature=<hex>}, the signature the HMAC-SHA256 under the device key
 * of the four lines {@code sagfleet.v1}, serial, timestamp and nonce, joined with line feeds.
 */
public record DeviceToken(SerialNumber serial, long timestampSeconds, String nonce, String signature) {
    /** How far a device's clock may be from the controller's, in seconds, before or after. */
    public static final long CLOCK_SKEW_SECONDS_MAX = 300;

    private static final Pattern FORM =
            Pattern.compile("SAG-HMAC-SHA256 Serial=([A-Za-z0-9_-]{1,64}), Timestamp=([0-9]{1,12}), "
                    + "Nonce=([A-Za-z0-9_-]{16,64}), Signature=([0-9a-f]{64})");

    /** A token made now by the device itself. */
    public static DeviceToken sign(SerialNumber serial, DeviceKey key, Instant now, String nonce) {
        return new DeviceToken(serial, now.getEpochSecond(), nonce, hmac(serial, key, now.getEpochSecond(), nonce));
    }

    /** The token in an {@code Authorization} header, or nothing if the header has not the form of one. */
    public static Optional<DeviceToken> parse(String header) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new DeviceToken(
                new SerialNumber(form.group(1)), Long.parseLong(form.group(2)), form.group(3), form.group(4)));
    }

    public String toHeader() {
        return "SAG-HMAC-SHA256 Serial=" + serial + ", Timestamp=" + timestampSeconds + ", Nonce=" + nonce
                + ", Signature=" + signature;
    }

    /** Whether the time of signing is near enough to {@code now}. */
    public boolean isTimely(Instant now) {
        return Math.abs(now.getEpochSecond() - timestampSeconds) <= CLOCK_SKEW_SECONDS_MAX;
    }

    /** Whether it was signed with this key. Takes as long for a wrong signature as for the right one. */
    public boolean isSignedWith(DeviceKey key) {
        String expected = hmac(serial, key, timestampSeconds, nonce);
        return MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private static String hmac(SerialNumber serial, DeviceKey key, long timestampSeconds, String nonce) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            String text = MessageCodec.SUBPROTOCOL + '\n' + serial + '\n' + timestampSeconds + '\n' + nonce;
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
