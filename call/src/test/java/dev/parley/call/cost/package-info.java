@org.jspecify.annotations.NullMarked
package dev.parley.call.cost;
