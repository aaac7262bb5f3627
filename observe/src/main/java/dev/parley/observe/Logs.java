package dev.parley.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/// Where log lines go. Called once, first thing in a command. Personal data cannot get in: it
/// travels as [dev.parley.compliance.Sensitive], which prints a mask.
public final class Logs {
    private Logs() {}

    /// JSON lines on standard error, one object a line, key-values of the event under `kvpList`.
    public static void jsonToConsole(String level) {
        var context = fresh(level);
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setTarget("System.err");
        attach(context, console, json(context));
    }

    /// Readable lines on standard error, for people at a terminal.
    public static void plainToConsole(String level) {
        var context = fresh(level);
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setTarget("System.err");
        var pattern = new PatternLayoutEncoder();
        pattern.setContext(context);
        pattern.setPattern("%d{HH:mm:ss.SSS} %-5level %-22logger{0} %msg %kvp%n%ex{5}");
        attach(context, console, pattern);
    }

    /// JSON lines in a file, rolled by day and at 50 MB, seven kept.
    public static void jsonToFile(Path file, String level) {
        var context = fresh(level);
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setFile(file.toString());
        var policy = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(file + ".%d{yyyy-MM-dd}.%i.gz");
        policy.setMaxFileSize(FileSize.valueOf("50MB"));
        policy.setMaxHistory(7);
        policy.setTotalSizeCap(FileSize.valueOf("400MB"));
        policy.start();
        appender.setRollingPolicy(policy);
        attach(context, appender, json(context));
    }

    private static LoggerContext fresh(String level) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .setLevel(Level.toLevel(level, Level.INFO));
        for (var quiet :
                new String[] {"io.netty", "io.vertx", "org.flywaydb", "com.zaxxer.hikari"}) {
            context.getLogger(quiet).setLevel(Level.WARN);
        }
        // It warns of every connection that the other side closes; whoever used it says so itself.
        context.getLogger("io.vertx.core.http.impl.HttpClientConnection").setLevel(Level.ERROR);
        return context;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(false);
        encoder.setWithContext(false);
        encoder.setWithArguments(false);
        encoder.setWithMarkers(false);
        encoder.setWithMDC(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        return encoder;
    }

    private static void attach(
            LoggerContext context,
            ch.qos.logback.core.OutputStreamAppender<ILoggingEvent> appender,
            Encoder<ILoggingEvent> encoder) {
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
    }
}
