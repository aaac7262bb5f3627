/// What the benches of listening share: a leg that only brings sound, a recognizer on the ear's
/// thread, pages with tables between two marks. May use no bench.
@NullMarked
package dev.parley.bench.listening;

import org.jspecify.annotations.NullMarked;
