package dev.sagfleet.simulator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sagfleet.agent.protocol.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings an image that was made elsewhere into the catalogue. */
@Command(
        name = "upload",
        description = {
            "Uploads a firmware image. An upload that was broken off goes on where it was.",
            "The controller signs it, unless it comes with a manifest and its signature."
        },
        sortOptions = false)
final class FirmwareUpload implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "FILE", description = "The bytes of the image.")
    private Path file = Path.of("");

    @Mixin
    private ImageFlags image = new ImageFlags();

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "The manifest, as it was signed; instead of what is said of the image above.")
    private @Nullable Path manifest;

    @Option(names = "--signature", paramLabel = "FILE", description = "Its signature, Ed25519 in Base64.")
    private @Nullable Path signature;

    @Mixin
    private ImageAnswer shown = new ImageAnswer();

    @Mixin
    private ControllerFlags controller = new ControllerFlags();

    @Override
    public Integer call() throws IOException {
        long sizeBytes = sizeBytes();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (manifest != null || signature != null) {
            writeSigned(body);
        } else {
            image.writeTo(body);
            body.put("sizeBytes", sizeBytes).put("digest", FileDigest.of(file).hex());
        }
        var call = new ControlCall(controller, spec.commandLine());
        ControlCall.Reply reply = new ImageUpload(call, file, spec.commandLine().getErr()).send(body);
        if (reply.exitCode() == ExitCodes.DONE) {
            spec.commandLine().getOut().print(shown.text(reply.answer()));
            spec.commandLine().getOut().flush();
        }
        return reply.exitCode();
    }

    private long sizeBytes() throws IOException {
        if (!Files.exists(file)) {
            throw Arguments.wrong(spec, file + ": no such file", "a firmware image");
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw Arguments.wrong(spec, file + ": no file that can be read", "a firmware image");
        }
        long size = Files.size(file);
        if (size < 1 || size > Manifest.SIZE_BYTES_MAX) {
            throw Arguments.wrong(
                    spec, file + ": " + (size == 0 ? "empty" : size + " bytes"), "a firmware image of 1 B to 4 GiB");
        }
        return size;
    }

    private void writeSigned(ObjectNode body) throws IOException {
        if (manifest == null || signature == null) {
            throw Arguments.wrong(
                    spec, manifest == null ? "--manifest: missing" : "--signature: missing", "both or none");
        }
        if (!image.isEmpty()) {
            throw Arguments.wrong(spec, "--manifest beside what it says", "one of the two");
        }
        body.put("manifest", text(manifest)).put("signature", text(signature).strip());
    }

    /** To the letter, but for a line break that an editor has put at the end. */
    private String text(Path from) throws IOException {
        if (!Files.isReadable(from)) {
            throw Arguments.wrong(spec, from + ": no file that can be read", "one");
        }
        return Files.readString(from).replaceFirst("\\R$", "");
    }
}
