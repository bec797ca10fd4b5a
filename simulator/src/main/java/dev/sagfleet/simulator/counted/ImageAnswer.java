package dev.sagfleet.simulator.counted;

import static java.util.Objects.requireNonNull;

import dev.sagfleet.agent.firmware.FetchAnswer;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.controller.firmware.DownloadDecision;
import dev.sagfleet.controller.firmware.Downloads;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What a controller answers to a device that asks for an image: what it would send before the body over HTTP, and how the
 * body comes.
 *
 * @param body absent if none comes
 */
public record ImageAnswer(FetchAnswer.Head head, Optional<Body> body) {
    public ImageAnswer {
        requireNonNull(head, "head");
        requireNonNull(body, "body");
    }

    /**
     * How bytes come of which only the number does.
     *
     * @param image what they are all of or the end of
     * @param bitsPerSecond how fast they come at most, now
     * @param whenRateChanges has something called each time that this has changed, on any thread
     * @param carrier what they share with those of other downloads on their way; nothing if absent
     * @param release gives back what the controller has reserved for them; a second time nothing happens
     */
    public record Body(
            Digest image,
            LongSupplier bitsPerSecond,
            Consumer<Runnable> whenRateChanges,
            Optional<Carrier> carrier,
            Runnable release) {}

    /**
     * The same with a body that comes over a line.
     *
     * @param carrier what the line shares with others
     * @param mostBitsPerSecond that it carries: 1 or more
     */
    public ImageAnswer over(Optional<Carrier> carrier, long mostBitsPerSecond) {
        return new ImageAnswer(
                head,
                body.map(comes -> new Body(
                        comes.image(),
                        () -> Math.min(mostBitsPerSecond, comes.bitsPerSecond().getAsLong()),
                        comes.whenRateChanges(),
                        carrier,
                        comes.release())));
    }

    /** One without a body. */
    static ImageAnswer refusal(int status) {
        return new ImageAnswer(
                new FetchAnswer.Head(status, Optional.empty(), Optional.empty(), Optional.empty()), Optional.empty());
    }

    /** There is no room now. */
    static ImageAnswer busy(Duration after) {
        long seconds = Math.max(1, after.plusNanos(999_999_999).toSeconds());
        return new ImageAnswer(
                new FetchAnswer.Head(503, Optional.empty(), Optional.empty(), Optional.of(Long.toString(seconds))),
                Optional.empty());
    }

    /** What a decision comes to. */
    static ImageAnswer of(DownloadDecision decision) {
        return decision.deliverTo(Receiver.ANSWERING);
    }

    private enum Receiver implements DownloadDecision.Receiver<ImageAnswer> {
        ANSWERING;

        @Override
        public ImageAnswer onServe(DownloadDecision.Serve decision) {
            var range = decision.range();
            String contentRange = "bytes " + range.from() + '-' + (range.to() - 1) + '/'
                    + decision.image().sizeBytes();
            var head = new FetchAnswer.Head(
                    range.isPartial() ? 206 : 200,
                    Optional.of(Downloads.entityTag(decision.image())),
                    range.isPartial() ? Optional.of(contentRange) : Optional.empty(),
                    Optional.empty());
            var reservation = decision.reservation();
            var body = new Body(
                    decision.image().digest(),
                    () -> reservation.rate().bitsPerSecond(),
                    reservation::whenRateChanges,
                    Optional.empty(),
                    reservation::end);
            return new ImageAnswer(head, Optional.of(body));
        }

        @Override
        public ImageAnswer onDescribe(DownloadDecision.Describe decision) {
            throw new IllegalStateException("nobody asks what there is");
        }

        @Override
        public ImageAnswer onWait(DownloadDecision.Wait decision) {
            return busy(decision.after());
        }

        @Override
        public ImageAnswer onRefuse(DownloadDecision.Refuse decision) {
            OptionalLong size = decision.sizeBytes();
            Optional<String> range = size.isPresent() ? Optional.of("bytes */" + size.getAsLong()) : Optional.empty();
            return new ImageAnswer(
                    new FetchAnswer.Head(decision.status(), Optional.empty(), range, Optional.empty()),
                    Optional.empty());
        }
    }
}
