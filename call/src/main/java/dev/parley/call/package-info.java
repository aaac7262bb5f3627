/// One call: its life on a virtual thread, admission, ids, the settings of a call.
@NullMarked
package dev.parley.call;

import org.jspecify.annotations.NullMarked;
