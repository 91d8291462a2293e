"""Portfolios of many targets, against counts that share nothing with how they are made."""
