/// What operators see and do with the records of calls: timelines, exports, playing, erasing.
@NullMarked
package dev.parley.app.records;

import org.jspecify.annotations.NullMarked;
