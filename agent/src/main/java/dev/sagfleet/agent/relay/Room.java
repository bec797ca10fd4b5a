package dev.sagfleet.agent.relay;

import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;

/** How many clients there may be at all ports of a device. When it is full, the others wait in the queues of the ports. */
final class Room {
    private final int clientsMax;
    private final List<Channel> doors = new ArrayList<>();
    private int clients;

    Room(int clientsMax) {
        this.clientsMax = clientsMax;
    }

    /** Opens another port, or not yet. */
    void add(Channel door) {
        doors.add(door);
        setOpen();
    }

    /** Takes in a client until its channel closes. */
    void admit(Channel client) {
        clients++;
        client.closeFuture().addListener(closed -> {
            clients--;
            setOpen();
        });
        setOpen();
    }

    int clients() {
        return clients;
    }

    private void setOpen() {
        boolean open = clients < clientsMax;
        for (Channel door : doors) {
            if (door.config().isAutoRead() != open) {
                door.config().setAutoRead(open);
            }
        }
    }
}
