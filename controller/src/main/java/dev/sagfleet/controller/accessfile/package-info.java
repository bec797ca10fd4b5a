/** Users and policies as people write them down: in a file of YAML or JSON, each policy as RAM has it. */
@NullMarked
package dev.sagfleet.controller.accessfile;

import org.jspecify.annotations.NullMarked;
