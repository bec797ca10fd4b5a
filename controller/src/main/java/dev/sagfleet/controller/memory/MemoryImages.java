package dev.sagfleet.controller.memory;

import dev.sagfleet.agent.protocol.Digest;
import dev.sagfleet.agent.protocol.FirmwareVersion;
import dev.sagfleet.controller.inventory.FirmwareImage;
import dev.sagfleet.controller.inventory.ImageRepository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The catalogue of firmware images, of which there are few. */
final class MemoryImages implements ImageRepository.Writable {
    private final Table<String, FirmwareImage> table;
    private final SortedRows<String, FirmwareImage> byPlace;

    MemoryImages(UndoLog undo) {
        table = new Table<>(undo, TextOrder.BY_BYTES, image -> image.digest().hex());
        byPlace = table.sortedBy(Comparator.comparing(FirmwareImage::place, TextOrder.BY_BYTES));
    }

    @Override
    public Optional<FirmwareImage> find(Digest digest) {
        return table.find(digest.hex());
    }

    @Override
    public List<FirmwareImage> of(FirmwareVersion version) {
        List<FirmwareImage> all = byPlace.all();
        List<FirmwareImage> found = new ArrayList<>(1);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).version().equals(version)) {
                found.add(all.get(i));
            }
        }
        return found;
    }

    @Override
    public List<FirmwareImage> all() {
        return List.copyOf(byPlace.all());
    }

    @Override
    public void save(FirmwareImage image) {
        table.save(image);
    }

    void clear() {
        table.clear();
    }
}
