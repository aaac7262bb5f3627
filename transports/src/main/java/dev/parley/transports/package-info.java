/// TEMP
@NullMarked
package dev.parley.transports;

import org.jspecify.annotations.NullMarked;
