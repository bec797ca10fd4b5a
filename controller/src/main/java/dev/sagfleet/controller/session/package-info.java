/**
 * One connected device, from its Hello to its last word: what it is told, again if need be, and what of its
 * answers is recorded. Pure: time comes in, effects go out.
 */
@NullMarked
package dev.sagfleet.controller.session;

import org.jspecify.annotations.NullMarked;
