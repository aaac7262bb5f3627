@NullMarked
package dev.parley.app.rehearsal;

import org.jspecify.annotations.NullMarked;
