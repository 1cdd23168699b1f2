"""Stages: each reads tables, calls one room, and writes the tables that are its own."""
