/// What all providers have in common, whether they hear, speak or think: the one classification of
/// their failures. Values only.
@NullMarked
package dev.parley.dialog.provider;

import org.jspecify.annotations.NullMarked;
