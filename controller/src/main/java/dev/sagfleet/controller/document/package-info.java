/**
 * Files that people write, in YAML or JSON: values that know their line and column, and what is wrong with them, the first
 * thing alone or all at once.
 */
@NullMarked
package dev.sagfleet.controller.document;

import org.jspecify.annotations.NullMarked;
