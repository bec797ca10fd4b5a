/** The actions on single devices. */
@NullMarked
package dev.sagfleet.controller.action.device;

import org.jspecify.annotations.NullMarked;
