/**
 * Who may do what: users, their keys and policies, and whether a policy lets a call through, by the rules of Resource
 * Access Management (RAM). Pure.
 */
@NullMarked
package dev.sagfleet.controller.access;

import org.jspecify.annotations.NullMarked;
