/// Speech engines behind the ports of `call`: one package per vendor, which never sees another.
@NullMarked
package dev.parley.providers;

import org.jspecify.annotations.NullMarked;
