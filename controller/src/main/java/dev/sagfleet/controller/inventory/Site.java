package dev.sagfleet.controller.inventory;

import java.util.List;

/** One instance with its devices, to be registered together. */
public record Site(Instance instance, List<Device> devices) {
    public Site {
        devices = List.copyOf(devices);
    }
}
