/// How providers come into a server: found by `ServiceLoader`, in Parley's own jar or in anybody's.
@NullMarked
package dev.parley.call.provider;

import org.jspecify.annotations.NullMarked;
