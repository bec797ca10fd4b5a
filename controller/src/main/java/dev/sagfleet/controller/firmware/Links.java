package dev.sagfleet.controller.firmware;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.SerialNumber;
import dev.sagfleet.controller.inventory.DownloadLinks;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes and checks the links by which devices fetch images: each for one device, one image and one job, and for a limited
 * time. Nothing is remembered of them. Safe for many threads.
 *
 * <p>The signature in a link is the HMAC-SHA256 under the link key of the five lines {@code sagfleet.link.v1}, serial
 * number, digest, job and expiry, joined with line feeds.
 */
public final class Links implements DownloadLinks {
    /** How long a link is good unless it is said otherwise. */
    public static final Duration LIFETIME_DEFAULT = Duration.ofMinutes(15);

    /** Never used itself, but copied: to find and to key one takes longer than what it is for. */
    private final Mac keyed;

    private final Duration lifetime;

    /** @param lifetime of each link, in whole seconds; 1 s or more */
    public Links(SecretKey key, Duration lifetime) {
        if (lifetime.toSeconds() < 1) {
            throw new IllegalArgumentException("lifetime: " + lifetime + " (expected: PT1S or more)");
        }
        this.lifetime = lifetime;
        try {
            keyed = Mac.getInstance(SigningKeys.MAC);
            keyed.init(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + SigningKeys.MAC, e);
        }
    }

    /** What a link is good for. */
    public enum Verdict {
        VALID,
        /** It was good before. */
        EXPIRED,
        /** It is not for this device, or was made by somebody else. */
        WRONG
    }

    @Override
    public String mint(SerialNumber serial, Digest image, String job, long nowMillis) {
        long expires = Math.floorDiv(nowMillis, 1000L) + lifetime.toSeconds();
        return DownloadLinkText.PATH + image.hex() + "?job=" + URLEncoder.encode(job, UTF_8) + "&expires=" + expires
                + "&mac=" + mac(serial, image, job, expires);
    }

    /** Whether a device may fetch by a link now. */
    public Verdict check(SerialNumber serial, DownloadLinkText link, long nowMillis) {
        String expected = mac(serial, link.image(), link.job(), link.expiresSeconds());
        if (!MessageDigest.isEqual(expected.getBytes(UTF_8), link.mac().getBytes(UTF_8))) {
            return Verdict.WRONG;
        }
        return Math.floorDiv(nowMillis, 1000L) < link.expiresSeconds() ? Verdict.VALID : Verdict.EXPIRED;
    }

    private String mac(SerialNumber serial, Digest image, String job, long expires) {
        try {
            Mac mac = (Mac) keyed.clone();
            String text = "sagfleet.link.v1\n" + serial + '\n' + image + '\n' + job + '\n' + expires;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the " + SigningKeys.MAC + " of every Java runtime can be copied", e);
        }
    }
}
