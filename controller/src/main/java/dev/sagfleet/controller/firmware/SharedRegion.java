package dev.sagfleet.controller.firmware;

import io.netty.channel.DefaultFileRegion;
import java.nio.channels.FileChannel;

/** A part of a file that is sent without passing through this process, and that others go on reading afterwards. */
final class SharedRegion extends DefaultFileRegion {
    SharedRegion(FileChannel file, long position, long count) {
        super(file, position, count);
    }

    @Override
    protected void deallocate() {
        // the file is closed by whoever opened it
    }
}
