package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Sends a file to the catalogue, from where an earlier upload of it has ended. */
final class ImageUpload {
    private static final String UPLOADS = "firmware/uploads";
    private static final String IMAGE = "image";
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final ControlCall call;
    private final Path file;
    private final PrintWriter err;

    ImageUpload(ControlCall call, Path file, PrintWriter err) {
        this.call = call;
        this.file = file;
        this.err = err;
    }

    /**
     * How far pieces were taken.
     *
     * @param refusal the answer that ended it; nothing if all were taken
     */
    private record Sent(long offset, Optional<ControlCall.Answer> refusal) {}

    /** The image that it has become, or what to exit with once it has been said why. */
    ControlCall.Reply send(ObjectNode description) throws IOException {
        try (Http http = ImageAnswer.patient();
                FileChannel bytes = FileChannel.open(file, StandardOpenOption.READ)) {
            ControlCall.Reply begun = begin(http, description);
            while (begun.exitCode() == ExitCodes.DONE && !begun.answer().has(IMAGE)) {
                Sent sent;
                try {
                    sent = sendPieces(http, bytes, begun.answer());
                } catch (ControllerLostException e) {
                    err.println("sag: " + e.offset() + " bytes have come; the same command goes on there");
                    return new ControlCall.Reply(call.unreachable(e.reason()), begun.answer());
                }
                if (sent.refusal().isEmpty()) {
                    return call.ask(http, "POST", path(begun.answer()) + "/seal", "");
                }
                // Somebody else may send the same image at the same time; what they have sent need not be sent.
                ControlCall.Answer refusal = sent.refusal().get();
                boolean mayBeShared = refusal.status() == CONFLICT || refusal.status() == NOT_FOUND;
                ControlCall.Reply now = mayBeShared ? begin(http, description) : begun;
                boolean isFurther = now.answer().has(IMAGE) || offset(now.answer()) > sent.offset();
                if (!isFurther) {
                    return new ControlCall.Reply(call.refused(refusal), refusal.fields());
                }
                begun = now;
            }
            return begun.exitCode() == ExitCodes.DONE
                    ? new ControlCall.Reply(ExitCodes.DONE, begun.answer().path(IMAGE))
                    : begun;
        }
    }

    private ControlCall.Reply begin(Http http, ObjectNode description) throws IOException {
        return call.ask(http, "POST", UPLOADS, description.toString());
    }

    private static String path(JsonNode upload) {
        return UPLOADS + '/' + upload.path("digest").asText();
    }

    private static long offset(JsonNode upload) {
        return upload.path("offset").asLong();
    }

    /** The connection broke while bytes were on their way. */
    private static final class ControllerLostException extends Exception {
        private static final long serialVersionUID = 1L;

        private final long offset;
        private final IOException reason;

        ControllerLostException(long offset, IOException reason) {
            super(reason);
            this.offset = offset;
            this.reason = reason;
        }

        long offset() {
            return offset;
        }

        IOException reason() {
            return reason;
        }
    }

    private Sent sendPieces(Http http, FileChannel bytes, JsonNode upload) throws IOException, ControllerLostException {
        long size = upload.path("sizeBytes").asLong();
        ByteBuffer piece = ByteBuffer.allocate(upload.path("pieceBytesMax").asInt());
        long offset = offset(upload);
        while (offset < size) {
            fill(piece, bytes, offset, size);
            ControlCall.Answer answer;
            try {
                answer = call.put(http, path(upload) + "?offset=" + offset, piece);
            } catch (IOException e) {
                throw new ControllerLostException(offset, e);
            }
            if (!answer.isDone()) {
                return new Sent(offset, Optional.of(answer));
            }
            offset += piece.limit();
        }
        return new Sent(offset, Optional.empty());
    }

    private void fill(ByteBuffer piece, FileChannel bytes, long offset, long size) throws IOException {
        piece.clear().limit((int) Math.min(piece.capacity(), size - offset));
        for (long at = offset; piece.hasRemaining(); ) {
            int count = bytes.read(piece, at);
            if (count < 0) {
                throw new EOFException(file + ": has become shorter than the image that is announced");
            }
            at += count;
        }
        piece.flip();
    }
}
