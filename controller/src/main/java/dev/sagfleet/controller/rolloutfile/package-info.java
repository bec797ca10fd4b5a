/**
 * Rollouts as files: what they may say, read with all that is wrong with them at once, and written so that what is read
 * back is the same.
 */
@NullMarked
package dev.sagfleet.controller.rolloutfile;

import org.jspecify.annotations.NullMarked;
