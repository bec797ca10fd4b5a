/** The actions on instances: lists, attributes, orders for more or less. */
@NullMarked
package dev.sagfleet.controller.action.instance;

import org.jspecify.annotations.NullMarked;
