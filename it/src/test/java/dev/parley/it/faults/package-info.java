/// What a caller notices, and what is recorded, when things break: real databases, processes and
/// files, and real calls whose sound alone is made up. The table is docs/faults.md.
@NullMarked
package dev.parley.it.faults;

import org.jspecify.annotations.NullMarked;
