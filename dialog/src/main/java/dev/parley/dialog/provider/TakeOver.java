package dev.parley.dialog.provider;

/// One provider took over from another in the middle of a request.
///
/// @param stage "hears", "speaks" or "thinks"
/// @param from who was given up, by its name in the settings
/// @param to who goes on
/// @param why what was wrong with the first
public record TakeOver(String stage, String from, String to, ProviderFailure why) {}
