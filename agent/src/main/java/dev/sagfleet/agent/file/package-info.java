/** Files that one owner has: closed to other users, and claimed by one process at a time. */
@NullMarked
package dev.sagfleet.agent.file;

import org.jspecify.annotations.NullMarked;
