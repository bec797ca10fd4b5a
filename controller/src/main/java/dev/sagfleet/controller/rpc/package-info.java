/** The Alibaba Cloud RPC convention: parameters, signatures v1 and v3, errors, JSON and XML. It knows no device. */
@NullMarked
package dev.sagfleet.controller.rpc;

import org.jspecify.annotations.NullMarked;
