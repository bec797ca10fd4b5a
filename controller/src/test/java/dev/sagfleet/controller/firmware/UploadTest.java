package dev.sagfleet.controller.firmware;

import static dev.sagfleet.controller.firmware.OpenCatalogue.NOW;
import static dev.sagfleet.controller.firmware.OpenCatalogue.SIZE;
import static dev.sagfleet.controller.firmware.OpenCatalogue.await;
import static dev.sagfleet.controller.firmware.OpenCatalogue.bytes;
import static dev.sagfleet.controller.firmware.OpenCatalogue.description;
import static dev.sagfleet.controller.firmware.OpenCatalogue.digest;
import static dev.sagfleet.controller.inventory.StoredInventory.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sagfleet.agent.protocol.Manifest;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.Rejection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that come from outside, piece by piece, and what can go wrong on their way. */
class UploadTest {
    private Path directory;
    private OpenCatalogue opened;
    private long freeBytes = Long.MAX_VALUE;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        opened = new OpenCatalogue(temporary, () -> freeBytes);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void piecesInOrderBecomeAnImageSignedByTheController() throws IOException {
        byte[] bytes = bytes(1);

        assertThat(opened.begin(bytes, "2.5.0").upload().offset()).isZero();
        assertThat(opened.append(bytes, 0, 60_000).offset()).isEqualTo(60_000);
        assertThat(opened.append(bytes, 60_000, SIZE).offset()).isEqualTo(SIZE);
        FirmwareImage image = opened.seal(bytes);

        opened.keys().requireSigned(image.manifest(), image.signed());
        assertThat(opened.content(image)).isEqualTo(bytes);
        assertThat(opened.images()).containsExactly(image);
        assertThat(opened.files()).containsExactly(image.digest().hex());
    }

    @Test
    void anUploadGoesOnAfterARestart() throws IOException {
        byte[] bytes = bytes(1);
        opened.begin(bytes, "2.5.0");
        opened.append(bytes, 0, 60_000);

        opened.reopen();
        await(opened.catalogue().tidy());

        assertThat(opened.begin(bytes, "2.5.0").upload().offset()).isEqualTo(60_000);
        opened.append(bytes, 60_000, SIZE);
        assertThat(opened.content(opened.seal(bytes))).isEqualTo(bytes);
    }

    @Test
    void whatAKilledProcessLeavesIsRemoved() throws IOException {
        byte[] bytes = bytes(1);
        opened.begin(bytes, "2.5.0");
        opened.append(bytes, 0, SIZE);
        Path images = directory.resolve("images");
        Path part = images.resolve("uploads").resolve(digest(bytes) + ".part");
        Files.move(part, images.resolve(digest(bytes).hex()));
        Files.writeString(images.resolve("uploads").resolve("0123.part"), "of no upload");
        Files.writeString(images.resolve("uploads").resolve("4567.json.new"), "{");

        opened.reopen();
        await(opened.catalogue().tidy());

        opened.assertNothingIsLeft();
    }

    @Test
    void aPieceThatDoesNotFollowIsRefused() {
        byte[] bytes = bytes(1);
        opened.begin(bytes, "2.5.0");
        opened.append(bytes, 0, 10);

        assertRejected(Rejection.UPLOAD_OFFSET, "offset: 0 (expected: 10)", () -> opened.append(bytes, 0, 10));
        assertRejected(Rejection.UPLOAD_OFFSET, "offset: 11 (expected: 10)", () -> opened.append(bytes, 11, 20));
        assertThat(opened.append(bytes, 10, 20).offset()).isEqualTo(20);
    }

    @Test
    void anImageThatIsTruncatedIsNotSealed() throws IOException {
        byte[] bytes = bytes(1);
        opened.begin(bytes, "2.5.0");
        opened.append(bytes, 0, SIZE - 1);

        assertRejected(Rejection.UPLOAD_OFFSET, "found 99999 bytes, required 100000", () -> opened.seal(bytes));
        assertThat(opened.images()).isEmpty();

        opened.append(bytes, SIZE - 1, SIZE);
        assertThat(opened.content(opened.seal(bytes))).isEqualTo(bytes);
    }

    @Test
    void anImageThatIsTooLongLeavesNothing() throws IOException {
        byte[] bytes = bytes(1);
        Manifest shorter = description("2.5.0").manifest(SIZE - 1, digest(bytes));
        opened.begin(shorter, Optional.empty());

        assertRejected(Rejection.INVALID_IMAGE, "found more than 99999 bytes", () -> opened.append(bytes, 0, SIZE));

        opened.assertNothingIsLeft();
    }

    @Test
    void otherBytesThanWereAnnouncedLeaveNothing() throws IOException {
        byte[] bytes = bytes(1);
        byte[] other = bytes(2);
        opened.begin(bytes, "2.5.0");
        await(opened.catalogue().append(digest(bytes), 0, ByteBuffer.wrap(other), NOW));

        assertRejected(
                Rejection.INVALID_IMAGE,
                "found bytes with the digest " + digest(other) + ", required " + digest(bytes),
                () -> opened.seal(bytes));

        opened.assertNothingIsLeft();
    }

    @Test
    void twoUploadsOfOneImageAreOne() throws IOException {
        byte[] bytes = bytes(1);
        opened.begin(bytes, "2.5.0");
        opened.append(bytes, 0, 60_000);

        assertThat(opened.begin(bytes, "2.5.0").upload().offset()).isEqualTo(60_000);
        assertRejected(Rejection.UPLOAD_OFFSET, "expected: 60000", () -> opened.append(bytes, 0, 60_000));
        opened.append(bytes, 60_000, SIZE);
        CompletionStage<FirmwareImage> one = opened.catalogue().seal(digest(bytes), NOW);
        CompletionStage<FirmwareImage> other = opened.catalogue().seal(digest(bytes), NOW);

        assertThat(await(one)).isEqualTo(await(other));
        assertThat(opened.seal(bytes)).isEqualTo(await(one));
        assertThat(opened.images()).containsExactly(await(one));
        assertThat(opened.begin(bytes, "2.5.0").image()).contains(await(one));
    }

    @Test
    void anUploadStaysWhatItWasSaidToBe() {
        byte[] bytes = bytes(1);
        opened.begin(bytes, "2.5.0");

        assertRejected(Rejection.IMAGE_EXISTS, "was said to be something else", () -> opened.begin(bytes, "2.6.0"));
    }

    @Test
    void aVersionThatIsThereIsRefusedBeforeAByteIsSent() throws IOException {
        FirmwareImage first = opened.upload(bytes(1), "2.5.0");

        assertRejected(Rejection.IMAGE_EXISTS, "required " + first.digest(), () -> opened.begin(bytes(2), "2.5.0"));

        assertThat(opened.files()).containsExactly(first.digest().hex());
    }

    @Test
    void ofTwoImagesOfOneVersionTheFirstThatIsWholeStays() throws IOException {
        byte[] one = bytes(1);
        byte[] other = bytes(2);
        opened.begin(one, "2.5.0");
        opened.begin(other, "2.5.0");
        opened.append(one, 0, SIZE);
        opened.append(other, 0, SIZE);

        FirmwareImage first = opened.seal(one);
        assertRejected(Rejection.IMAGE_EXISTS, "required " + first.digest(), () -> opened.seal(other));

        assertThat(opened.files()).containsExactly(first.digest().hex());
        assertThat(opened.content(first)).isEqualTo(one);
    }

    @Test
    void whatSomebodyElseSignedStaysAsItIs() {
        byte[] bytes = bytes(1);
        Manifest manifest = description("2.5.0").manifest(SIZE, digest(bytes));
        SignedManifest signed = opened.keys().sign(manifest);

        opened.begin(manifest, Optional.of(signed));
        opened.append(bytes, 0, SIZE);

        assertThat(opened.seal(bytes).signed()).isEqualTo(signed);
    }

    @Test
    void whatNobodySignedIsRefused() throws IOException {
        Manifest manifest = description("2.5.0").manifest(SIZE, digest(bytes(1)));
        SignedManifest signed = SigningKeys.generate().sign(manifest);

        assertRejected(
                Rejection.INVALID_IMAGE,
                "signature: wrong (expected: that of the manifest by the key primary)",
                () -> opened.begin(manifest, Optional.of(signed)));

        opened.assertNothingIsLeft();
    }

    @Test
    void whatThereIsNoRoomForIsRefusedBeforeAByteIsSent() throws IOException {
        freeBytes = SIZE + SIZE / 2;
        opened.begin(bytes(1), "2.5.0");

        assertRejected(
                Rejection.NO_SPACE, "found 50000 bytes free, required 100000", () -> opened.begin(bytes(2), "2.6.0"));

        await(opened.catalogue().giveUp(digest(bytes(1))));
        opened.assertNothingIsLeft();
        assertThat(opened.begin(bytes(2), "2.6.0").upload().offset()).isZero();
    }

    @Test
    void aDiskThatIsFullLeavesNothing() throws IOException {
        byte[] bytes = bytes(1);
        opened.begin(bytes, "2.5.0");
        Path part = directory.resolve("images/uploads").resolve(digest(bytes) + ".part");
        Files.delete(part);
        Files.createSymbolicLink(part, Path.of("/dev/full"));

        assertRejected(
                Rejection.NO_SPACE,
                "the disk is full after 0 of 100000 bytes, which are removed",
                () -> opened.append(bytes, 0, SIZE));

        opened.assertNothingIsLeft();
        assertThat(opened.content(opened.upload(bytes, "2.5.0"))).isEqualTo(bytes);
    }

    @Test
    void onlySoManyUploadsAreThereAndForgottenOnesMakeRoom() {
        for (int i = 0; i < Uploads.UPLOADS_MAX; i++) {
            opened.begin(bytes(i), "2." + i);
        }
        assertRejected(Rejection.UPLOAD_LIMIT, "found 8 uploads", () -> opened.begin(bytes(100), "3.0"));

        long later = NOW + Uploads.PAUSE_MAX.toMillis() + 1;
        await(opened.catalogue().begin(description("3.0").manifest(SIZE, digest(bytes(100))), Optional.empty(), later));

        assertThat(await(opened.catalogue().uploads())).hasSize(1);
    }

    @Test
    void whatIsNotUploadedIsNotKnown() {
        byte[] bytes = bytes(1);

        assertRejected(Rejection.UPLOAD_NOT_FOUND, "no upload of", () -> opened.append(bytes, 0, 1));
        assertRejected(Rejection.UPLOAD_NOT_FOUND, "no upload of", () -> opened.seal(bytes));
        assertRejected(
                Rejection.UPLOAD_NOT_FOUND,
                "no upload of",
                () -> await(opened.catalogue().upload(digest(bytes))));
        assertRejected(
                Rejection.UPLOAD_NOT_FOUND,
                "no upload of",
                () -> await(opened.catalogue().giveUp(digest(bytes))));
    }
}
