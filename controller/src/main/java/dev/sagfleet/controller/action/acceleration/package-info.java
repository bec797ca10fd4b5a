/** The actions of application acceleration: plans, the instances that use them, and the rules of what they accelerate. */
@NullMarked
package dev.sagfleet.controller.action.acceleration;

import org.jspecify.annotations.NullMarked;
