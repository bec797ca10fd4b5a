/**
 * The actions of the OpenAPI, a class each: from parameters to a change or a query of the inventory, on to
 * the answers of the devices, and back to a response.
 */
@NullMarked
package dev.sagfleet.controller.action;

import org.jspecify.annotations.NullMarked;
