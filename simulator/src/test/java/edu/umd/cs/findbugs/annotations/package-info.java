/** What classes of Byte Buddy are annotated with, and what its jar does not have: javac warns of what it does not find. */
@NullMarked
package edu.umd.cs.findbugs.annotations;

import org.jspecify.annotations.NullMarked;
