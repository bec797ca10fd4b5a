/**
 * Firmware images: the catalogue with its uploads, what signs them, links by which devices fetch them, and the decision
 * what is served to whom and how fast. Only {@link dev.sagfleet.controller.firmware.DownloadHandler} and what it is made
 * of know Netty; all else runs on any clock.
 */
@NullMarked
package dev.sagfleet.controller.firmware;

import org.jspecify.annotations.NullMarked;
