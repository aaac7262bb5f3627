/// Tests of the local engines, with the real libraries where these are what is tested.
@NullMarked
package dev.parley.providers.local;

import org.jspecify.annotations.NullMarked;
