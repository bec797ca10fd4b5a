/**
 * What all actions of the OpenAPI stand on: from parameters to a change or a query of the inventory, on to
 * the answers of the devices, and back to a response. The actions are in a package per resource.
 */
@NullMarked
package dev.sagfleet.controller.action;

import org.jspecify.annotations.NullMarked;
