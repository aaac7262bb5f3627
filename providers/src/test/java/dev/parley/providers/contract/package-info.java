/// What every provider must pass, for those of Parley and for anybody's: extend the contract of a
/// port and put your client on a stage, against a server of your own that plays by script.
@NullMarked
package dev.parley.providers.contract;

import org.jspecify.annotations.NullMarked;
