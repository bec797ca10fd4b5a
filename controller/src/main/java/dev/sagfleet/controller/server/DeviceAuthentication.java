package dev.sagfleet.controller.server;

import dev.sagfleet.agent.protocol.DeviceToken;
import dev.sagfleet.agent.timing.RepeatedFailure;
import dev.sagfleet.controller.rpc.ApiException;
import dev.sagfleet.controller.rpc.GatewayError;
import dev.sagfleet.controller.rpc.Nonces;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out whether a device has the key that its serial number was registered with. */
final class DeviceAuthentication {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceAuthentication.class);

    private final DeviceKeys keys;
    private final Nonces nonces;
    private final InstantSource clock;
    private final RepeatedFailure failures = new RepeatedFailure(LOG, System::nanoTime);
    private final RepeatedFailure refusals = new RepeatedFailure(LOG, System::nanoTime);

    DeviceAuthentication(DeviceKeys keys, Nonces nonces, InstantSource clock) {
        this.keys = keys;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * Why a device is not let in; nothing if it is. A serial number that is unknown is not told from a wrong key.
     * Fails if that cannot be said now.
     */
    CompletionStage<Optional<String>> refusal(DeviceToken token) {
        return judge(token).whenComplete((refusal, failure) -> {
            String serial = ": serial=" + token.serial();
            if (failure != null) {
                failures.report("device not authenticated" + serial, failure);
            } else if (refusal.isPresent()) {
                refusals.report("device not let in" + serial + ' ' + refusal.get());
            }
        });
    }

    private CompletionStage<Optional<String>> judge(DeviceToken token) {
        Instant now = clock.instant();
        if (!token.isTimely(now)) {
            return CompletableFuture.completedFuture(
                    Optional.of("Timestamp: " + token.timestampSeconds() + " (expected: within "
                            + DeviceToken.CLOCK_SKEW_SECONDS_MAX + " s of " + now.getEpochSecond() + ')'));
        }
        return keys.keyOf(token.serial()).thenApply(key -> {
            if (key.filter(token::isSignedWith).isEmpty()) {
                return Optional.of("Signature: wrong (expected: that of a registered serial number and its key)");
            }
            return nonceRefusal(token, now);
        });
    }

    private Optional<String> nonceRefusal(DeviceToken token, Instant now) {
        try {
            nonces.use(token.serial().text(), token.nonce(), Instant.ofEpochSecond(token.timestampSeconds()), now);
            return Optional.empty();
        } catch (ApiException e) {
            if (e.code().equals(GatewayError.THROTTLING.exception().code())) {
                throw e; // nothing is wrong with the token
            }
            return Optional.of("Nonce: " + e.message());
        }
    }
}
