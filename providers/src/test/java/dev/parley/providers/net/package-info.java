@NullMarked
package dev.parley.providers.net;

import org.jspecify.annotations.NullMarked;
