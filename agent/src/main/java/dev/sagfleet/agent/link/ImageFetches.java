package dev.sagfleet.agent.link;

/** How the devices of one loop fetch images from their controller. */
public interface ImageFetches {
    /** That of one device, which fetches nothing yet. */
    ImageFetch of(ImageFetch.Owner owner);
}
