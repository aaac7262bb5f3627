/// Every setting once: key, meaning, default, check. Unknown keys stop the start.
@NullMarked
package dev.parley.app.settings;

import org.jspecify.annotations.NullMarked;
