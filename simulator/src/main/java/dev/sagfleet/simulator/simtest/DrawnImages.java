package dev.sagfleet.simulator.simtest;

import dev.sagfleet.agent.protocol.DeviceModel;
import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.agent.protocol.ManifestCodec;
import dev.sagfleet.agent.protocol.SignedManifest;
import dev.sagfleet.controller.firmware.ImageDescription;
import dev.sagfleet.controller.firmware.SigningKeys;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.simulator.time.Seed;
import dev.sagfleet.simulator.world.VirtualWorld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images of a world: older and later ones than what runs, good and bad ones, and one that nobody has signed. */
final class DrawnImages {
    private static final long MEBIBYTE = 1L << 20;
    private static final int MEBIBYTES_MAX = 12;
    private static final List<DeviceModel> ALL = List.of(DeviceModel.values());

    /** How an image does wherever it runs. */
    enum Nature {
        WELL,
        DOES_NOT_BOOT,
        FAILS_LOCAL_CHECKS,
        FAILS_TUNNEL,
        /** Its manifest has the signature of another one. */
        FORGED
    }

    private record Kind(
            String version,
            List<DeviceModel> models,
            Optional<String> minimum,
            int securityIndex,
            Nature nature,
            String key,
            List<String> withdrawnKeys) {
        static Kind of(String version, int securityIndex, Nature nature) {
            return new Kind(version, ALL, Optional.empty(), securityIndex, nature, SigningKeys.PRIMARY, List.of());
        }
    }

    private final Map<Digest, Nature> natures = new LinkedHashMap<>();
    private final List<FirmwareImage> images = new ArrayList<>();

    /** Makes them in the catalogue of the controller that is up. */
    void build(VirtualWorld world, Seed seed) {
        for (Kind kind : kinds(seed)) {
            Seed own = seed.at(kind.version());
            var description = new ImageDescription(
                    kind.models(),
                    FirmwareVersion.parse(kind.version()),
                    kind.minimum().map(FirmwareVersion::parse),
                    kind.securityIndex(),
                    kind.key(),
                    kind.withdrawnKeys());
            long bytes = MEBIBYTE + (long) (own.fraction("size") * MEBIBYTES_MAX * MEBIBYTE);
            if (kind.nature() == Nature.FORGED) {
                forge(world, description, bytes);
            } else {
                add(world.finish(world.catalogue().build(description, bytes, 0, 0)), kind.nature());
            }
        }
    }

    private static List<Kind> kinds(Seed seed) {
        List<Kind> kinds = new ArrayList<>(List.of(
                Kind.of("2.3.9", 0, Nature.WELL),
                Kind.of("2.4.2", 0, Nature.WELL),
                Kind.of("2.5.0", 1, Nature.WELL),
                Kind.of("2.5.1", 1, Nature.FAILS_LOCAL_CHECKS),
                Kind.of("2.5.2", 0, Nature.DOES_NOT_BOOT),
                Kind.of("2.5.3", 0, Nature.FAILS_TUNNEL),
                Kind.of("2.5.4", 0, Nature.FORGED),
                new Kind(
                        "2.6.0",
                        List.of(DeviceModel.SAG_1000, DeviceModel.APP),
                        Optional.of("2.5.0"),
                        2,
                        Nature.WELL,
                        SigningKeys.PRIMARY,
                        List.of())));
        if (seed.fraction("withdraws") < 0.2) {
            kinds.add(new Kind(
                    "2.7.0", ALL, Optional.empty(), 1, Nature.WELL, SigningKeys.SPARE, List.of(SigningKeys.PRIMARY)));
        }
        return kinds;
    }

    /** As whoever has got into the catalogue would: devices are the last to notice. */
    private void forge(VirtualWorld world, ImageDescription description, long bytes) {
        Digest digest = Digest.ofText("forged " + description.version());
        var signed = new SignedManifest(
                ManifestCodec.write(description.manifest(bytes, digest)),
                images.get(0).signed().signature());
        FirmwareImage image = FirmwareImage.of(signed, Optional.of(0L), FirmwareImage.State.AVAILABLE, 0);
        add(
                world.finish(world.core().store().write(transaction -> {
                    transaction.images().save(image);
                    return image;
                })),
                Nature.FORGED);
    }

    private void add(FirmwareImage image, Nature nature) {
        images.add(image);
        natures.put(image.digest(), nature);
    }

    List<FirmwareImage> all() {
        return images;
    }

    /** How an image does; one that somebody has brought with a cable does well. */
    Nature nature(Digest digest) {
        return natures.getOrDefault(digest, Nature.WELL);
    }

    /** Whether it is one of these, and was signed. */
    boolean isGenuine(Digest digest) {
        return natures.containsKey(digest) && natures.get(digest) != Nature.FORGED;
    }
}
