/// Carriers behind the leg port of `call`: one package per carrier, none knows another.
@NullMarked
package dev.parley.transports;

import org.jspecify.annotations.NullMarked;
